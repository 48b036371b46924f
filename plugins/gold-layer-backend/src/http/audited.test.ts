import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { audited, auditRefusal } from './audited';

function recording() {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  return { auditor, event };
}

const action = { eventId: 'fact-push', meta: { items: 2 } };

describe('audited', () => {
  it('records that a write began and how it ended', async () => {
    const { auditor, event } = recording();
    const outcome = await audited(
      auditor,
      action,
      async () => ({ stored: 2 }),
      ({ stored }) => ({ stored }),
    );
    expect(outcome).toEqual({ stored: 2 });
    expect(auditor.createEvent).toHaveBeenCalledWith(action);
    expect(event.success).toHaveBeenCalledWith({ meta: { stored: 2 } });
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('records a failure and lets it through', async () => {
    const { auditor, event } = recording();
    const error = new NotAllowedError('no');
    await expect(
      audited(auditor, action, async () => {
        throw error;
      }),
    ).rejects.toBe(error);
    expect(event.fail).toHaveBeenCalledWith({ error });
    expect(event.success).not.toHaveBeenCalled();
  });

  it('records a refused call once, also where the attempt was audited already', async () => {
    const { auditor, event } = recording();
    const error = new NotAllowedError('no');
    const write = audited(auditor, action, () => Promise.reject(error));
    await expect(write).rejects.toBe(error);
    await auditRefusal(auditor, error, {});
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);

    const other = new NotAllowedError('no');
    const meta = { operation: 'GET /services' };
    await auditRefusal(auditor, other, { meta });
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'refusal',
      severityLevel: 'medium',
      meta,
    });
    expect(event.fail).toHaveBeenLastCalledWith({ error: other });
  });
});
