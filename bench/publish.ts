/** The program behind `npm run publish-report` and `npm run retell-report`; `--help` says what it does. */
import { connectTo } from './connect.ts';
import { publish } from './publish/publish.ts';

await connectTo((argv, streams) => publish(argv, streams), { measures: true });
