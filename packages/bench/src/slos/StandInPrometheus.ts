import { ruleGroupsHash, sliHash } from '@gold-layer/backstage-plugin-common';
import { ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import type { PlannedDocument } from './plan';
import type { RuledSlo } from './standIn';

/** The process that stands in for Prometheus. */
export class StandInPrometheus {
  readonly #process: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, port: number) {
    this.#process = child;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Starts it with the rules of all SLOs of some documents loaded. */
  static async start(documents: PlannedDocument[]): Promise<StandInPrometheus> {
    const child = fork(require.resolve('./standIn.ts'));
    const slos = documents.flatMap(document =>
      document.slos.map(({ num, spec }): RuledSlo => {
        const rules = { version: ruleGroupsHash(spec), sli: sliHash(spec) };
        return { num, id: spec.id, service: spec.service, ...rules };
      }),
    );
    return new StandInPrometheus(child, await ask(child, slos, 'port'));
  }

  /** How many questions it was asked since it was started. */
  async asked(): Promise<number> {
    return ask(this.#process, 'asked', 'asked');
  }

  async stop(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.disconnect();
    await exit;
  }
}

/** Tells the process something and waits for a number in return; whoever runs it may have it send messages of their own. */
async function ask(
  child: ChildProcess,
  told: RuledSlo[] | 'asked',
  name: string,
): Promise<number> {
  const messages = on(child, 'message', { close: ['exit'] });
  child.send(told);
  for await (const [message] of messages) {
    if (typeof message?.[name] === 'number') return message[name];
  }
  throw new Error('The stand-in for Prometheus has ended');
}
