/** The ref of a service from the path of a request, in any case there. */
export function toServiceRef(params: {
  kind: string;
  namespace: string;
  name: string;
}): string {
  const { kind, namespace, name } = params;
  return `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}
