/** Programs on a PATH of their own that only note how they were called, for scripts that call what is not to be run. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FakeCommands {
  /** To be added to the environment of the script. */
  readonly env: Readonly<Record<string, string>>;
  /** Each call so far: the name of the program, and what it was given. */
  readonly calls: () => string[][];
}

/**
 * @param folder an empty one
 * @param programs what each does besides, in bash: `exit 3`
 */
export function fakeCommands(folder: string, programs: Readonly<Record<string, string>>): FakeCommands {
  const log = join(folder, '.calls');
  writeFileSync(log, '');
  for (const [name, does] of Object.entries(programs)) {
    const note = `printf '%s\\037' ${name} "$@" >>"$FAKE_CALLS"; printf '\\036' >>"$FAKE_CALLS"`;
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${note}\n${does}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return {
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}`, FAKE_CALLS: log },
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\u001E')
        .slice(0, -1)
        .map((call) => call.split('\u001F').slice(0, -1)),
  };
}
