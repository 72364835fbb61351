/** The browser of whoever sits in front of this machine, where somebody does. */
import { spawn } from 'node:child_process';

export interface Seat {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Whether what is told goes to a terminal rather than to a program. */
  readonly terminal: boolean;
}

/** The command that opens a URL; `undefined` where nobody would see it: in CI, over SSH, without a display, in a pipe. */
export function browserCommand({ platform, env, terminal }: Seat): readonly [string, ...string[]] | undefined {
  const set = (name: string) => !['', '0', 'false'].includes(env[name] ?? '');
  if (!terminal || ['CI', 'SSH_CONNECTION', 'SSH_TTY'].some(set)) return undefined;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['DISPLAY', 'WAYLAND_DISPLAY'].some(set) ? ['xdg-open'] : undefined;
}

/** @returns whether the command could be started; what comes of it is between the person and the browser */
export function openInBrowser([command, ...args]: readonly [string, ...string[]], url: string, env: NodeJS.ProcessEnv) {
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, [...args, url], { env, detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}
