import type { Presence, Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { ControlCard, type ControlSetting } from '../control/ControlCard';
import { SectionSignOff } from '../steps/SectionSignOff';
import type { ShownSection } from './deskAddress';

/** One section: who signs it, and its controls. */
export function SectionView(props: {
  review: Review;
  shown: ShownSection;
  setting: ControlSetting;
  current?: string;
  others: Presence[];
  onCurrent: (control: string) => void;
}) {
  const { review, shown, setting, current, others } = props;
  const { section, controls } = shown;
  const at = useMemo(() => byControl(others), [others]);
  const said = useMemo(() => countComments(review), [review]);
  const hidden = section.controls.length - controls.length;
  return (
    <Box
      component="section"
      aria-labelledby="review-section"
      sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Box>
        <Box
          component="h3"
          id="review-section"
          sx={{ m: 0, fontSize: '1.0625rem' }}
        >
          {section.title}
        </Box>
        {section.description && (
          <Box sx={{ color: 'text.secondary' }}>{section.description}</Box>
        )}
        <SectionSignOff review={review} section={section} />
      </Box>
      {controls.map(control => (
        <ControlCard
          key={control.control}
          control={control}
          setting={setting}
          current={control.control === current}
          others={at.get(control.control)}
          comments={said.get(control.control) ?? 0}
          onCurrent={props.onCurrent}
        />
      ))}
      {hidden > 0 && (
        <Box sx={{ color: 'text.secondary' }}>
          {hidden} more in this section, hidden by the filter.
        </Box>
      )}
    </Box>
  );
}

function countComments(review: Review): Map<string, number> {
  const said = new Map<string, number>();
  for (const { control } of review.comments) {
    if (control) said.set(control, (said.get(control) ?? 0) + 1);
  }
  return said;
}

function byControl(others: Presence[]): Map<string, Presence[]> {
  const found = new Map<string, Presence[]>();
  for (const each of others) {
    if (!each.control) continue;
    found.set(each.control, [...(found.get(each.control) ?? []), each]);
  }
  return found;
}
