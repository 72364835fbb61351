/** Ends a process that was started as the leader of a group, with everything that it has started. */

/**
 * Where there are no groups (Windows) it ends the process alone. What has ended by itself meanwhile is no error; macOS
 * says of a group of such processes that it may not be killed.
 */
export function killGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
