import { NotAllowedError } from '@backstage/errors';
import {
  goldLayerSloPushPermission,
  pushMarkSchema,
  PushResults,
} from '@gold-layer/backstage-plugin-common';
import type { Knex } from 'knex';
import { refuse } from '../../../facts';
import type { Caller } from '../../../http/serve';
import { isStorable, unstorable } from '../../../http/storableText';
import type { ServiceAccess } from '../../../services';
import type { MarkStore, ToldMark } from '../store/MarkStore';
import { allowedServices } from './allowedServices';
import { countResults } from './countResults';

/** What {@link MarkPush} works with. */
export interface MarkPushOptions {
  access: ServiceAccess;
  database: Knex;
  marks: MarkStore;
}

type ParsedMark =
  { mark: ToldMark; reason?: undefined } | { mark?: undefined; reason: string };

/** Takes in deploys and incidents that may explain a budget. */
export class MarkPush {
  readonly #options: MarkPushOptions;

  private constructor(options: MarkPushOptions) {
    this.#options = options;
  }

  static create(options: MarkPushOptions): MarkPush {
    return new MarkPush(options);
  }

  /**
   * Stores the good items of a push and says of each bad one what is wrong.
   *
   * @throws NotAllowedError if the caller may push about no service at all
   */
  async push(
    items: unknown[],
    { credentials }: { credentials: Caller },
  ): Promise<PushResults> {
    const { access, database, marks } = this.#options;
    const scope = await access.scope(goldLayerSloPushPermission, {
      credentials,
    });
    if (scope.nothing) {
      throw new NotAllowedError(
        'Pushing deploys and incidents needs the permission gold-layer.slo.push',
      );
    }
    const parsed = items.map(parseMark);
    const services = await allowedServices(
      parsed.flatMap(({ mark }) => mark?.service ?? []),
      { database, scope },
    );
    const known = parsed.map((item): ParsedMark =>
      item.mark && !services.has(item.mark.service)
        ? refuse('service', {
            found: item.mark.service,
            right: 'a Component of the catalog that you may push about',
          })
        : item,
    );
    const changed = await marks.put(known.flatMap(({ mark }) => mark ?? []));
    const inOrder = changed[Symbol.iterator]();
    return countResults(
      known.map(({ mark, reason }) => {
        if (!mark) return { outcome: 'refused', reason };
        return { outcome: inOrder.next().value ? 'accepted' : 'unchanged' };
      }),
    );
  }
}

function parseMark(item: unknown): ParsedMark {
  const parsed = pushMarkSchema.safeParse(item, { reportInput: true });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'item';
    return refuse(field, { found: issue.input, right: issue.message });
  }
  const { data } = parsed;
  for (const field of ['service', 'key', 'title', 'url'] as const) {
    if (isStorable(data[field] ?? '')) continue;
    return refuse(field, {
      found: data[field],
      right: `a text without ${unstorable}`,
    });
  }
  const from = Date.parse(data.from);
  const to = data.to === undefined ? undefined : Date.parse(data.to);
  if (to !== undefined && to < from) {
    return refuse('to', { found: data.to, right: `not before ${data.from}` });
  }
  const service = data.service.toLocaleLowerCase('en-US');
  return { mark: { ...data, service, from, to } };
}
