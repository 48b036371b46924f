/** Makes the screen of a test as narrow as a phone's, until the function it answers is called. */
export function narrowScreen(): () => void {
  Object.assign(window, {
    matchMedia: (query: string) => ({
      matches: query.includes('max-width'),
      media: query,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
    }),
  });
  return () => Reflect.deleteProperty(window, 'matchMedia');
}
