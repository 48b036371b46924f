const mention = /(?:^|[^\w/])@(user:[a-z0-9._-]+\/[a-z0-9._-]*[a-z0-9_])/gi;

/** Refs of the users that a text mentions as `@user:default/ada`, each once, in lower case. */
export function mentionsIn(text: string): string[] {
  const found = [...text.matchAll(mention)].map(([, ref]) =>
    ref.toLocaleLowerCase('en-US'),
  );
  return [...new Set(found)];
}
