/** Redis and Memcached, started for a while: they keep sessions, and leave neither a process nor a file. */
import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import {
  installedStore,
  type InstalledStore,
  type StoreProgram,
} from '../../../../fixtures/web/sessions/installed-store.ts';
import { whenInstalled } from '../../../support/installed.ts';
import { rejectionOf } from '../../../support/rejection.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const original = process.env['TMPDIR'];

for (const program of ['redis-server', 'memcached'] as const satisfies StoreProgram[]) {
  whenInstalled(program, describe)(`${program} for a while`, () => {
    const directory = temporaryDirectory();
    let own: InstalledStore;

    before(async () => {
      process.env['TMPDIR'] = directory.path;
      own = await installedStore(program);
    });
    after(async () => {
      await own.close();
      if (original === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = original;
    });

    it('WA11: keeps a session, has none from before, and when it is closed nothing is left of it', async () => {
      expect(await own.store.get('a')).to.equal(undefined);
      await own.store.set('a', { user: 'ada' }, 60_000);
      expect(await own.store.get('a')).to.deep.equal({ user: 'ada' });
      expect(readdirSync(directory.path)).to.have.lengthOf(1);
      await own.close();
      expect(readdirSync(directory.path)).to.deep.equal([]);
      expect(await rejectionOf(own.store.get('a'))).to.have.property('code', 'ERR_STORE_CLOSED');
    });
  });
}

describe('a store that is not installed', () => {
  it('is refused with what the system says', async () => {
    const [PATH, path] = ['', process.env['PATH']];
    process.env['PATH'] = PATH;
    try {
      const error = await rejectionOf(installedStore('memcached'));
      expect(error).to.have.property('code', 'ENOENT');
    } finally {
      process.env['PATH'] = path;
    }
  });
});
