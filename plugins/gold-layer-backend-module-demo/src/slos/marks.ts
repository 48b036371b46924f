import { beginOf } from './intervals';
import type { SloStory } from './sloStories';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/** Something that happened, as it is pushed. */
export interface ToldMark {
  service: string;
  kind: 'deploy' | 'incident';
  key: string;
  from: string;
  to?: string;
  title: string;
  url?: string;
}

/** Incidents of a service, and the deploys that some of them came after. */
export function incidentMarks(
  { incidents, name }: SloStory,
  firstTold: number,
): ToldMark[] {
  return incidents.flatMap(incident => {
    const begin = beginOf(incident, firstTold);
    const day = iso(begin).slice(0, 10);
    const marks: ToldMark[] = [
      {
        service: `component:default/${name}`,
        kind: 'incident',
        key: `incident-${day}`,
        from: iso(begin),
        to: iso(begin + incident.minutes * minuteMs),
        title: incident.title,
        url: `https://git.twopelicans.example/incidents/${name}-${day}`,
      },
    ];
    if (incident.afterDeploy) {
      const at = begin - incident.afterDeploy * minuteMs;
      marks.push(deployAt(name, at, 'late'));
    }
    return marks;
  });
}

/** Deploys of a service between two moments: on working days, or on Tuesdays. */
export function deployMarks(
  { deploys, name }: SloStory,
  { from, to }: { from: number; to: number },
): ToldMark[] {
  const marks: ToldMark[] = [];
  for (let day = Math.floor(from / dayMs); day * dayMs < to; day++) {
    const weekday = new Date(day * dayMs).getUTCDay();
    const happens =
      deploys === 'daily' ? weekday >= 1 && weekday <= 5 : weekday === 2;
    // Names of different lengths deploy at different times.
    const at = day * dayMs + (10 * 60 + name.length * 7) * minuteMs;
    if (happens && at >= from && at < to) marks.push(deployAt(name, at));
  }
  return marks;
}

function deployAt(name: string, at: number, ending?: string): ToldMark {
  const day = iso(at).slice(0, 10);
  return {
    service: `component:default/${name}`,
    kind: 'deploy',
    key: ['deploy', day, ending].filter(Boolean).join('-'),
    from: iso(at),
    title: `Release ${day.replaceAll('-', '.')}`,
    url: `https://git.twopelicans.example/releases/${name}/${day}`,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
