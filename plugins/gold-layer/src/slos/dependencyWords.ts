import type { ServiceSlos } from '@gold-layer/backstage-plugin-common';

type Dependency = Pick<
  ServiceSlos['dependencies'][number],
  'hidden' | 'objective'
> & { exists?: boolean };

/** Why a dependency has no objective to show; absent where it has one. */
export type Silence = 'silent' | 'missing' | 'hidden';

/** See {@link Silence}. */
export function silenceOf(dependency: Dependency): Silence | undefined {
  const { exists = true, hidden, objective } = dependency;
  if (objective) return undefined;
  if (hidden) return 'hidden';
  return exists ? 'silent' : 'missing';
}

/** A silence in words, of one and of several. */
export const silenceWords: Record<Silence, { one: string; many: string }> = {
  silent: { one: 'promises nothing', many: 'promise nothing' },
  missing: { one: 'is not in the catalog', many: 'are not in the catalog' },
  hidden: { one: 'is not yours to see', many: 'are not yours to see' },
};

/** How many dependencies have no objective to show, and why: `One promises nothing, 2 are not yours to see`; absent where all have one. */
export function silentWords(dependencies: Dependency[]): string | undefined {
  const reasons = dependencies.flatMap(each => silenceOf(each) ?? []);
  const parts = (['silent', 'missing', 'hidden'] as const).flatMap(silence => {
    const many = reasons.filter(each => each === silence).length;
    if (many === 0) return [];
    const words = silenceWords[silence];
    return [many === 1 ? `one ${words.one}` : `${many} ${words.many}`];
  });
  const said = parts.join(', ');
  return said
    ? `${said.charAt(0).toLocaleUpperCase('en-US')}${said.slice(1)}`
    : undefined;
}
