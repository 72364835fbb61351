/** The line of the notes that is to load nvm, run by bash against an nvm.sh that only says that it is there (row I2). */
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { whenInstalled } from '../../support/installed.ts';
import { run } from '../../support/program.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

whenInstalled('bash', describe)('the lines that load nvm', (bash) => {
  const directory = temporaryDirectory();
  before(() => directory.write('nvm.sh', 'nvm() { echo "nvm $1"; }'));

  const shell = (script: string) => run(['-c', `${script}\nnvm ls`], { command: bash, env: { LC_ALL: 'C' } });

  it('I2: do not work on one line, as claimed: export takes the test for names of variables', async () => {
    const { code, stdout, stderr } = await shell(
      `export NVM_DIR="${directory.path}"[ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"`,
    );
    expect(stderr).to.include("export: `-s': not a valid identifier").and.to.include('nvm: command not found');
    expect({ code, stdout }).to.deep.equal({ code: 127, stdout: '' });
  });

  it('I2: work on two lines', async () => {
    const lines = `export NVM_DIR="${directory.path}"\n[ -s "$NVM_DIR/nvm.sh" ] && . "$NVM_DIR/nvm.sh"`;
    expect(await shell(lines)).to.deep.equal({ code: 0, signal: null, stdout: 'nvm ls\n', stderr: '' });
  });
});
