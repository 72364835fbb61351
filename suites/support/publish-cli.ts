/** The program as `bench/publish.ts` has it, with the claims and the controls of the toy project that it is run in. */
import { connectTo } from '../../bench/connect.ts';
import { publish } from '../../bench/publish/publish.ts';
import { placeIn } from './publication.ts';

await connectTo((argv, streams) => publish(argv, streams, placeIn(process.cwd())), {
  measures: true,
  controls: 'controls',
});
