import type { Review } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { CoverageBar, useNarrow, useTones } from '../../ui';
import type { ShownSection } from './deskAddress';

type Section = Review['sections'][number];

const answered = (section: Section) =>
  section.controls.filter(({ answer }) => answer !== undefined).length;
const blocking = (section: Section) =>
  section.controls.filter(control => control.blocking && control.open).length;

const signOffWords = {
  signed: 'signed',
  'changes-requested': 'changes requested',
  stale: 'to be signed again',
};

/** The sections with how far each is; chooses the one that is shown. */
export function SectionNav(props: {
  review: Review;
  sections: ShownSection[];
  chosen?: string;
  onChoose: (section: string) => void;
}) {
  const { sections, chosen } = props;
  const narrow = useNarrow();
  if (sections.length === 0) return <span />;
  if (narrow) {
    return (
      <TextField
        select
        fullWidth
        size="small"
        label="Section"
        value={chosen ?? ''}
        onChange={event => props.onChoose(event.target.value)}
      >
        {sections.map(({ section }) => (
          <MenuItem key={section.section} value={section.section}>
            {section.title} ({answered(section)} of {section.controls.length})
          </MenuItem>
        ))}
      </TextField>
    );
  }
  return (
    <Box
      component="nav"
      aria-label="Sections"
      sx={{ position: { md: 'sticky' }, top: 16, display: 'grid', gap: 0.25 }}
    >
      {sections.map(({ section }) => (
        <SectionLink
          key={section.section}
          section={section}
          chosen={section.section === chosen}
          onChoose={() => props.onChoose(section.section)}
        />
      ))}
    </Box>
  );
}

function SectionLink(props: {
  section: Section;
  chosen: boolean;
  onChoose: () => void;
}) {
  const { section, chosen } = props;
  const tones = useTones();
  const open = blocking(section);
  const done = answered(section);
  return (
    <ButtonBase
      onClick={props.onChoose}
      aria-current={chosen ? 'true' : undefined}
      sx={{
        display: 'block',
        textAlign: 'left',
        font: 'inherit',
        px: 1.25,
        py: 0.75,
        borderRadius: '8px',
        borderLeft: 3,
        borderColor: chosen ? 'primary.main' : 'transparent',
        backgroundColor: chosen ? 'action.selected' : undefined,
        '&:hover, &:focus-visible': { backgroundColor: 'action.hover' },
      }}
    >
      <Box sx={{ fontWeight: chosen ? 700 : 500 }}>{section.title}</Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 1,
          fontSize: '0.8125rem',
          color: 'text.secondary',
        }}
      >
        <span>
          {done} of {section.controls.length} answered
        </span>
        {open > 0 && (
          <Box component="span" sx={{ color: tones.bad.text }}>
            {open} blocking
          </Box>
        )}
        {section.signOff && <span>{signOffWords[section.signOff.state]}</span>}
      </Box>
      <Box aria-hidden sx={{ fontSize: '0.75rem' }}>
        <CoverageBar
          share={done / section.controls.length}
          of="of controls answered"
          width={120}
        />
      </Box>
    </ButtonBase>
  );
}
