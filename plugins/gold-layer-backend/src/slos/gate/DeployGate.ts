import { randomUUID } from 'node:crypto';
import {
  decideGate,
  GateAnswer,
  GateQuestion,
  goldLayerGateAskPermission,
} from '@gold-layer/backstage-plugin-common';
import { refuseUnstorable } from '../../http/refuseUnstorable';
import type { Caller } from '../../http/serve';
import type { People } from '../../people';
import type { ServiceAccess } from '../../services';
import type { BrokenGlassStore } from './BrokenGlassStore';
import type { GateAnswerStore } from './GateAnswerStore';
import type { GatePolicies, JudgedSlo } from './GatePolicies';
import type { GlassRights } from './GlassRights';
import { presentGlass } from './presentGlass';

/** What {@link DeployGate} works with. */
export interface DeployGateOptions {
  access: ServiceAccess;
  answers: GateAnswerStore;
  glass: BrokenGlassStore;
  people: People;
  policies: GatePolicies;
  rights: GlassRights;
  now: () => Date;
}

/** Answers whether a change may go out, and keeps every answer. */
export class DeployGate {
  readonly #options: DeployGateOptions;

  private constructor(options: DeployGateOptions) {
    this.#options = options;
  }

  static create(options: DeployGateOptions): DeployGate {
    return new DeployGate(options);
  }

  /** @throws NotFoundError if there is no such service, or no default policy */
  async ask(
    question: GateQuestion,
    options: { credentials: Caller },
  ): Promise<GateAnswer> {
    refuseUnstorable(question);
    const { access, answers, glass, people, policies, rights } = this.#options;
    const now = this.#options.now();
    const service = await access.require(
      goldLayerGateAskPermission,
      question.service.toLocaleLowerCase('en-US'),
      options,
    );
    const actor = await people.actor(options.credentials);
    const { slos, unread, defaultPolicy, terms } = await policies.of(
      service.ref,
    );
    const broken = await glass.inForce(service.ref, now.getTime());
    const [brokenGlass] = await presentGlass(broken ? [broken] : [], {
      people,
      now: now.getTime(),
    });
    const answer: GateAnswer = {
      id: randomUUID(),
      at: now.toISOString(),
      service: service.ref,
      serviceTitle: service.title ?? service.name,
      change: question.change,
      ...(question.reference ? { reference: question.reference } : {}),
      ...decideGate({
        change: question.change,
        slos: slos.map(toGateSlo),
        unread,
        defaultPolicy,
        brokenGlass,
      }),
      mayBreakGlass: {
        roles: rights.roles(terms),
        you: await rights.mayBreak(actor, service, { terms, ...options }),
        longestHours: terms.longestHours,
      },
      askedBy: { ref: actor.ref, title: actor.title },
    };
    await answers.insert(answer);
    return answer;
  }
}

function toGateSlo({ spec, status, policy }: JudgedSlo) {
  const { state, budget, frozen, remaining } = status;
  return {
    id: spec.id,
    title: spec.title,
    state,
    budget,
    frozen,
    remaining,
    policy,
  };
}
