import { parseShorthand, shorthandMinutes, writeShorthand } from './duration';
import { serviceRef, sloIdOf } from './serviceOf';

describe('durations', () => {
  it.each([
    ['5m', 5],
    ['12h', 720],
    ['28d', 40_320],
    ['4w', 40_320],
    ['1M', 43_200],
    ['1Q', 129_600],
    ['1Y', 525_600],
    ['0d', undefined],
    ['1.5d', undefined],
    ['1D', undefined],
    ['d', undefined],
  ])('%s is %s minutes', (text, minutes) => {
    const parsed = parseShorthand(text);
    expect(parsed && shorthandMinutes(parsed)).toBe(minutes);
  });

  it.each([
    [90, '90m'],
    [120, '2h'],
    [4320, '3d'],
  ])('%s minutes are written %s', (minutes, text) => {
    expect(writeShorthand(minutes)).toBe(text);
  });
});

describe('names of services', () => {
  it.each([
    ['checkout', 'component:default/checkout'],
    ['Shop/Cart', 'component:shop/cart'],
    ['API:default/x', 'api:default/x'],
    ['two words', undefined],
    // Labels of alerts are templates of Prometheus.
    ['{{$value}}', undefined],
    ['a"b', undefined],
    ['', undefined],
  ])('%s is %s', (text, ref) => {
    expect(serviceRef(text)).toBe(ref);
  });

  it('begin the address of an SLO', () => {
    expect(sloIdOf('component:Shop/Cart', 'Fast')).toBe('shop.cart.fast');
  });
});
