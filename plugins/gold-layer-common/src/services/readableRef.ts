/** A name for people of an entity that the catalog does not know: `Team A` of `group:default/team-a`. */
export function readableRef(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1).replace(/^\w+:/, '');
  const words = name.split(/[-_.\s]+/).filter(word => word !== '');
  return words
    .map(word => word.charAt(0).toLocaleUpperCase('en-US') + word.slice(1))
    .join(' ');
}
