import ClearIcon from '@mui/icons-material/Clear';
import SearchIcon from '@mui/icons-material/Search';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { keepEnter } from './keepEnter';

// Long enough not to ask at every key, short enough to feel immediate.
const pauseMs = 250;

/** Free text that is searched for when the typing pauses, or at once by Enter. */
export function SearchField(props: {
  /** What is searched, such as `Search services`. */
  label: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
}) {
  const { value, onSearch } = props;
  // What is being typed, as long as the text it belongs to is the one searched for.
  const [draft, setDraft] = useState({ of: value, text: value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const text = draft.of === value ? draft.text : value;

  const search = (next: string, pause: number) => {
    setDraft({ of: value, text: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const wanted = next.trim();
      setDraft({ of: wanted, text: next });
      onSearch(wanted);
    }, pause);
  };
  return (
    <TextField
      size="small"
      type="search"
      label={props.label}
      placeholder={props.placeholder}
      value={text}
      onChange={event => search(event.target.value, pauseMs)}
      onKeyDown={event => {
        keepEnter(event);
        if (event.key === 'Enter' && text.trim() !== value) search(text, 0);
      }}
      sx={{
        width: { xs: '100%', sm: 240 },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
        endAdornment: text && (
          <InputAdornment position="end">
            <IconButton
              size="small"
              edge="end"
              aria-label="Clear search"
              onClick={() => search('', 0)}
            >
              <ClearIcon fontSize="small" />
            </IconButton>
          </InputAdornment>
        ),
      }}
    />
  );
}
