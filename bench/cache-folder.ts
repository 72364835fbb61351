/** Where touchstone keeps what it can make again: in the user's folder for caches, or in the one that TOUCHSTONE_CACHE names. */
import envPaths from 'env-paths';

export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['TOUCHSTONE_CACHE'] ?? envPaths('touchstone', { suffix: '' }).cache;
}
