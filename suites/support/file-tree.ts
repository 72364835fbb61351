/** A tree of files from a table: what stands where, as a test shows it. */
import fs from 'node:fs';
import path from 'node:path';

/** Text is the content of a file, an object its JSON, and a {@link Link} a symbolic link. */
export type FileTree = Readonly<Record<string, string | object>>;

/** A symbolic link to a path that is relative to the root of the tree. */
export class Link {
  readonly to: string;

  constructor(to: string) {
    this.to = to;
  }
}

/** Writes the tree below a folder, with the folders that it needs, in the order of the table. */
export function writeTree(root: string, tree: FileTree): void {
  for (const [name, content] of Object.entries(tree)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (content instanceof Link) fs.symlinkSync(path.join(root, content.to), file);
    else fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}
