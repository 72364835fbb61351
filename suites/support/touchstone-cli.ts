/** The command as `bench/cli.ts` has it, with the controls of the toy project that it is run in. */
import { connect } from '../../bench/connect.ts';

await connect('controls');
