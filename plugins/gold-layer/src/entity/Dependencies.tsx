import {
  type ServiceDetail,
  shownTierSchema,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { EntityLink, Panel, inlineLinks, tierWords } from '../ui';

type Related = ServiceDetail['dependsOn'][number];

function tierOf({ tier, known }: Related): string {
  const shown = shownTierSchema.safeParse(tier);
  if (shown.success) return tierWords[shown.data];
  return known ? tierWords.unclassified : 'not a service known here';
}

function RelatedList(props: { title: string; none: string; items: Related[] }) {
  return (
    <Box sx={{ mb: 1.5 }}>
      <Box component="h3" sx={{ m: 0, fontSize: '0.875rem' }}>
        {props.title}
      </Box>
      {props.items.length === 0 && (
        <Typography color="text.secondary">{props.none}</Typography>
      )}
      <Box component="ul" sx={{ m: 0, pl: 2.5, ...inlineLinks }}>
        {props.items.map(item => (
          <li key={item.ref}>
            <EntityLink entityRef={item.ref} title={item.title} />
            <Box component="span" sx={{ color: 'text.secondary' }}>
              , {tierOf(item)}
            </Box>
          </li>
        ))}
      </Box>
    </Box>
  );
}

/** What it needs, and what needs it. */
export function Dependencies(props: { detail: ServiceDetail }) {
  return (
    <Panel title="Dependencies" question="What fails with it?">
      <RelatedList
        title="It depends on"
        none="Nothing declared in the catalog."
        items={props.detail.dependsOn}
      />
      <RelatedList
        title="These depend on it"
        none="Nothing in the catalog says so."
        items={props.detail.dependedOnBy}
      />
    </Panel>
  );
}
