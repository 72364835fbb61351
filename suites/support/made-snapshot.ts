/** Heap snapshots made by hand: nodes by a key, as the JSON that V8 writes. */

export interface MadeNode {
  /** `object` by default. */
  readonly type?: string;
  /** The key by default. */
  readonly name?: string;
  /** Bytes; 10 by default. */
  readonly size?: number;
  /** The number of the object; by its place by default. */
  readonly id?: number;
  /** What it points to: the type and the name of the edge, and the key of the node. */
  readonly to?: readonly (readonly [type: string, name: string | number, key: string])[];
}

const NODE_TYPES = ['synthetic', 'object', 'closure', 'array', 'string', 'hidden', 'native', 'code'];
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];
/** Node 24 dropped `trace_node_id`; a reader goes by `meta`. */
export const FIELDS = {
  older: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
  newer: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
} as const;

/** The first of the nodes is the root. */
export function madeSnapshot(made: Readonly<Record<string, MadeNode>>, fields: keyof typeof FIELDS = 'newer'): string {
  const keys = Object.keys(made);
  const strings: string[] = [];
  const text = (value: string): number => {
    const known = strings.indexOf(value);
    return known === -1 ? strings.push(value) - 1 : known;
  };
  const width = FIELDS[fields].length;
  const nodes = Object.entries(made).flatMap(
    ([key, { type = 'object', name = key, size = 10, id, to = [] }], index) => [
      NODE_TYPES.indexOf(type),
      text(name),
      id ?? 2 * index + 1,
      size,
      to.length,
      ...Array<number>(width - 5).fill(0),
    ],
  );
  const edges = Object.values(made).flatMap(({ to = [] }) =>
    to.flatMap(([type, name, key]) => [
      EDGE_TYPES.indexOf(type),
      typeof name === 'number' ? name : text(name),
      keys.indexOf(key) * width,
    ]),
  );
  const meta = {
    node_fields: FIELDS[fields],
    node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number', 'number'].slice(0, width),
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  };
  return JSON.stringify({
    snapshot: { meta, node_count: keys.length, edge_count: edges.length / 3 },
    nodes,
    edges,
    strings,
  });
}
