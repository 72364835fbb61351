/** Checks out two revisions in a process of its own, says so, and ends only where it is asked to. */
import { checkOut } from '../../bench/revisions/check-out.ts';
import { findRevisions } from '../../bench/revisions/revisions.ts';

const [folder = '', cache = '', ending = ''] = process.argv.slice(2);
// What is told comes before it is done; the first build has begun when the script says so.
const found = await findRevisions({ folder });
const both = await checkOut(found, { cache, tell: (sentence) => console.log(sentence) });
console.log('built');
if (ending === 'exit') process.exit(7);
setInterval(() => both, 1000);
