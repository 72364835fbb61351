/** Where a browser is opened, from the inside: only where somebody would see it. */
import { expect } from 'chai';
import { suite, test } from 'mocha';
import { browserCommand, openInBrowser } from '../../../bench/commands/browser.ts';

suite('a browser', () => {
  const seat = { platform: 'linux', env: { DISPLAY: ':0' }, terminal: true } as const;

  for (const [title, more, command] of [
    ['on Linux is what xdg-open finds', {}, ['xdg-open']],
    ['on Wayland is the same', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, ['xdg-open']],
    ['on a Mac is what open finds', { platform: 'darwin', env: {} }, ['open']],
    ['on Windows is what answers URLs', { platform: 'win32', env: {} }, ['rundll32', 'url.dll,FileProtocolHandler']],
    ['is none without a display', { env: {} }, undefined],
    ['is none with an empty display', { env: { DISPLAY: '' } }, undefined],
    ['is none where the output is no terminal', { terminal: false }, undefined],
    ['is none in CI', { env: { DISPLAY: ':0', CI: 'true' } }, undefined],
    ['is none in CI on a Mac', { platform: 'darwin', env: { CI: '1' } }, undefined],
    ['is there where CI is false', { env: { DISPLAY: ':0', CI: 'false' } }, ['xdg-open']],
    ['is none over SSH', { env: { DISPLAY: ':0', SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22' } }, undefined],
  ] as const) {
    test(title, () => {
      expect(browserCommand({ ...seat, ...more })).to.deep.equal(command);
    });
  }

  test('that is not installed is not opened', async () => {
    expect(await openInBrowser(['touchstone-no-such-browser'], 'file:///', {})).to.equal(false);
  });
});
