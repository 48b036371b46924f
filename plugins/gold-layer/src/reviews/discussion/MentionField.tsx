import type { Person } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { completeMention, mentionBefore, peopleFor } from './mentioning';

/** A text in which `@` offers people to mention. */
export function MentionField(props: {
  label: string;
  value: string;
  people: Person[];
  onChange: (text: string) => void;
}) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [written, setWritten] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const offered = written === undefined ? [] : peopleFor(props.people, written);
  const optionId = (index: number) => `${id}-${index}`;

  const look = () =>
    setWritten(
      input.current
        ? mentionBefore(input.current.value, input.current.selectionStart)
        : undefined,
    );
  const take = (person: Person) => {
    const area = input.current;
    if (!area) return;
    const done = completeMention(area.value, {
      caret: area.selectionStart,
      ref: person.ref,
    });
    props.onChange(done.text);
    setWritten(undefined);
    // The caret is put back once the new text stands in the field.
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(done.caret, done.caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (offered.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      setChosen((chosen + step + offered.length) % offered.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      take(offered[Math.min(chosen, offered.length - 1)]);
    } else if (event.key === 'Escape') {
      setWritten(undefined);
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <Box sx={{ position: 'relative' }}>
      <TextField
        multiline
        fullWidth
        minRows={3}
        label={props.label}
        value={props.value}
        inputRef={input}
        helperText="Markdown; @ mentions somebody, who is then told"
        inputProps={{
          maxLength: 4000,
          'aria-autocomplete': 'list',
          'aria-controls': offered.length > 0 ? id : undefined,
          'aria-activedescendant':
            offered.length > 0 ? optionId(chosen) : undefined,
        }}
        onChange={event => {
          props.onChange(event.target.value);
          setChosen(0);
          look();
        }}
        onKeyDown={press}
        onBlur={() => setWritten(undefined)}
      />
      {offered.length > 0 && (
        <Paper
          elevation={4}
          sx={{ position: 'absolute', zIndex: 2, mt: -2, ml: 1 }}
        >
          <MenuList dense id={id} role="listbox" aria-label="People to mention">
            {offered.map((person, index) => (
              <MenuItem
                key={person.ref}
                id={optionId(index)}
                role="option"
                aria-selected={index === chosen}
                selected={index === chosen}
                tabIndex={-1}
                // Before the field loses the caret.
                onMouseDown={event => {
                  event.preventDefault();
                  take(person);
                }}
              >
                {person.title}
                <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                  {person.ref}
                </Box>
              </MenuItem>
            ))}
          </MenuList>
        </Paper>
      )}
    </Box>
  );
}
