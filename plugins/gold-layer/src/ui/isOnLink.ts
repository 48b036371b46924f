/** Whether an event comes from a link, which leads elsewhere than what is around it. */
export function isOnLink(event: { target: EventTarget }): boolean {
  return event.target instanceof Element && event.target.closest('a') !== null;
}
