/** The machine and the runtime that something ran on. */

export interface EnvironmentReport {
  /** `Node.js 20.20.2`. */
  readonly runtime: string;
  /** What runs the JavaScript: `V8 11.3.244.8-node.35`, `JavaScriptCore`. */
  readonly engine: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** The one-minute load average when the run began; missing where the system has none. */
  readonly load?: number;
  readonly commit?: string;
}
