/**
 * Lines as V8 wrote them, a version each. Made with
 * `node --expose-gc --trace-gc --max-semi-space-size=1 work.js`, and with `--trace-gc-nvp` besides; of the named values, a
 * good thousand characters each, only some are kept.
 */

const INCREMENTAL = 'since start of marking, biggest step';
const FINALIZED = 'finalize incremental marking via stack guard; GC in old space requested';

/** Of `--trace-gc`. The blanks at the end are V8's. */
export const LINES = {
  20: [
    '[18649:0x20d90d00]       26 ms: Scavenge 3.9 (4.0) -> 3.1 (5.0) MB, 0.86 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
    `[18649:0x20d90d00]       72 ms: Mark-Compact 12.5 (14.9) -> 6.5 (10.4) MB, 1.10 / 0.00 ms  (+ 2.3 ms in 26 steps ${INCREMENTAL} 0.2 ms, walltime since start of marking 9 ms) (average mu = 1.000, current mu = 1.000) ${FINALIZED}`,
    '[24812:0xfe8cdb0]       14 ms: Minor Mark-Compact 3.9 (4.0) -> 3.5 (4.2) MB, 0.45 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
  ],
  22: [
    '[18677:0x32f4c000]      131 ms: Scavenge 4.4 (5.1) -> 3.6 (6.1) MB, pooled: 0 MB, 0.90 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
    `[18677:0x32f4c000]      202 ms: Mark-Compact 12.2 (14.6) -> 6.6 (10.6) MB, pooled: 3 MB, 5.33 / 0.00 ms  (+ 0.2 ms in 0 steps ${INCREMENTAL} 0.0 ms, walltime since start of marking 10 ms) (average mu = 0.972, current mu = 0.972) ${FINALIZED}`,
    '[18677:0x32f4c000]      202 ms: Scavenge (interleaved) 7.5 (10.6) -> 6.8 (10.6) MB, pooled: 3 MB, 0.39 / 0.00 ms  (average mu = 0.972, current mu = 0.972) allocation failure; ',
  ],
  24: [
    '[18705:0x37eba000]       37 ms: Scavenge 4.7 (5.8) -> 4.0 (6.8) MB, pooled: 0 MB, 1.74 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
    '[18705:0x37eba000]      100 ms: Mark-Compact 10.8 (12.9) -> 3.7 (8.0) MB, pooled: 8 MB, 5.02 / 0.00 ms  (average mu = 0.873, current mu = 0.568) testing; GC in old space requested',
    '[24862:0x14bc6000]       20 ms: Minor Mark-Sweep 4.9 (6.0) -> 4.5 (6.0) MB, pooled: 0 MB, 0.69 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
  ],
  26: [
    '[18733:0x2b593000]      124 ms: Scavenge (during sweeping) 9.6 (12.5) -> 8.8 (12.5) MB, pooled: 5.0 MB, 0.64 / 0.00 ms (average mu = 0.917, current mu = 0.917) allocation failure; ',
    `[18733:0x2b593000]      123 ms: Incremental Mark-Compact 16.8 (18.8) -> 8.6 (12.5) MB, pooled: 5.0 MB, 3.67 / 0.00 ms (+ 5.3 ms in 62 steps ${INCREMENTAL} 0.4 ms, walltime since start of marking 16 ms) (average mu = 0.917, current mu = 0.917) ${FINALIZED}`,
    '[18752:0x16042000]      129 ms: Mark-Compact (reduce) 20.5 (23.4) -> 20.4 (22.4) MB, pooled: 0.0 MB, 7.91 / 0.00 ms (average mu = 0.110, current mu = 0.004) last resort; GC in old space requested',
  ],
} as const;

/** Of `--trace-gc-nvp`, a scavenge and a full collection each. */
export const VALUES = {
  20: [
    '[18658:0x2de90ec0]       40 ms: pause=1.5 mutator=1.6 gc=s reduce_memory=0 scavenge.parallel=0.86 background.scavenge.parallel=0.22 scavenge_throughput=683144 total_size_before=4074336 total_size_after=3456248 allocated=785320 promoted=229840 new_space_survived=174392 nodes_promoted=1 promotion_ratio=22.3% new_space_survive_rate_=16.9% unmapper_chunks=0',
    '[18658:0x2de90ec0]      118 ms: pause=4.7 mutator=0.2 gc=mc reduce_memory=0 mark=4.1 mark.roots=0.2 total_size_before=10299040 total_size_after=2644352 promoted=0 promotion_ratio=0.0% unmapper_chunks=21 compaction_speed=959992',
  ],
  22: [
    '[18686:0xc907000]       28 ms: pause=1.3 mutator=3.5 gc=s reduce_memory=0 interleaved=0 scavenge.parallel=0.13 background.scavenge.parallel=0.87 scavenge_throughput=896056 total_size_before=4598864 total_size_after=3968192 allocated=793960 promoted=222880 new_space_survived=168232 nodes_promoted=1 promotion_ratio=21.6% new_space_survive_rate_=16.3% pool_chunks=0',
    '[18686:0xc907000]      109 ms: pause=5.5 mutator=0.1 gc=mc reduce_memory=0 mark=4.6 mark.roots=0.2 total_size_before=10975584 total_size_after=3544824 promoted=0 promotion_ratio=0.0% pool_chunks=32 compaction_speed=1637701',
  ],
  24: [
    '[18714:0x2ed9e000:0]       25 ms: pause=0.6 mutator=0.6 gc=s reduce_memory=0 interleaved=0 scavenge.parallel=0.31 background.scavenge.parallel=0.29 scavenge_throughput=170939 start_object_size=4951720 end_object_size=4396912 allocated=753360 promoted=268544 new_space_survived=208992 nodes_promoted=2 promotion_ratio=25.6% new_space_survive_rate_=19.9% new_space_capacity=1048576 pool_total_chunks=0',
    '[18714:0x2ed9e000:0]       89 ms: pause=4.3 mutator=0.1 gc=mc reduce_memory=0 clear.join_filter_job=0.0clear.join_job=0.1 mark=3.2 mark.roots=0.2 start_object_size=13788224 end_object_size=3872800 promoted=0 promotion_ratio=0.0% pool_total_chunks=43 compaction_speed=1747370.8',
  ],
  26: [
    '[20161:0x31be8000:0]       44 ms: GC: {"pause":7.082,"mutator":32.448,"gc":"s","reduce_memory":false,"stack":true,"reason":"testing","collector_reason":"","start_object_size":12590544,"end_object_size":8865288,"new_space_capacity":16777216,"promoted":800016,"new_space_survived":4082008,"nodes_promoted":0,"promotion_ratio":9.27057,"scavenge.parallel":6.9,"background.scavenge.parallel":0.62}',
    '[18742:0x45043000:0]      125 ms: GC: {"pause":6.23,"mutator":0.189,"gc":"mc","reduce_memory":false,"stack":true,"reason":"testing","collector_reason":"GC in old space requested","start_object_size":11449392,"end_object_size":3937096,"promoted":0,"promotion_ratio":0,"mark":4.855,"is_incremental":false,"pool_total_chunks":37,"compaction_speed":747612}',
  ],
} as const;

/** The last words before the heap limit, of Node 20: two collections in a line, and the first is cut off. */
export const LAST_WORDS = `
<--- Last few GCs --->

[18668:0x23fd9d60]       37 ms: Mark-Compact 11.3 (25.7) -> 10.9 (27.7) MB, 1.54 / 0.00 ms  (+ 1.7 ms in 19 steps ${INCREMENTAL} 0.2 ms, walltime since start of marking 4 ms) (average mu = 1.000, current mu = 1.000) finalize incremen[18668:0x23fd9d60]       52 ms: Mark-Compact 18.7 (27.7) -> 18.7 (35.5) MB, 9.60 / 0.00 ms  (average mu = 0.374, current mu = 0.374) allocation failure; scavenge might not succeed


<--- JS stacktrace --->

FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
`;

/** What stands between the collections of a log. */
export const OTHERS = [
  '',
  'a program writes what it likes',
  '[18742:0x45043000:0]       36 ms: Memory pool: Removed pages: 0, removed large pages: 0',
  ', removed zone reservations: 0',
  '[1:0x1]        1 ms: pause=broken gc=s',
  '[1:0x1]        1 ms: GC: {"pause":1.5,"gc":"s","cut of',
  '[1:0x1]        1 ms: Sweep 1.0 (1.0) -> 1.0 (1.0) MB, 1.00 / 0.00 ms  (average mu = 1.000, current mu = 1.000) a kind that there is not; ',
  '[1:0x1]        1 ms: Scavenge 1.0 (1.0) -> 1.0',
  'Scavenge 3.9 (4.0) -> 3.1 (5.0) MB, 0.86 / 0.00 ms  (average mu = 1.000, current mu = 1.000) allocation failure; ',
];

/** Everything above in one log. */
export const LOG = [
  ...OTHERS,
  ...Object.values(LINES).flat(),
  LAST_WORDS,
  ...Object.values(VALUES).flat(),
  ...OTHERS,
  '[18649:0x20d90d00]       27 ms: Scavenge 3.9 (4.0) -> 3.1 (5.0) MB, 0.86 / 0.00 ms  (average mu = 1.000, current mu = 1.000) größer; ✓ ',
].join('\n');
