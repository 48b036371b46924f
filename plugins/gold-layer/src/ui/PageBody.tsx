import Box from '@mui/material/Box';
import { buttonClasses } from '@mui/material/Button';
import GlobalStyles from '@mui/material/GlobalStyles';
import { createContext, useContext, useEffect, type ReactNode } from 'react';

/** True where the portal has already said which part of the page is the main one. */
export const InsideMain = createContext(false);

// There are more tabs than a phone is wide: the portal's row of tabs scrolls by
// itself instead of stretching the page.
const scrollingTabs = (
  <GlobalStyles
    styles={{
      '.bui-PluginHeaderTabsWrapper': {
        overflowX: 'auto',
        overflowY: 'hidden',
        scrollbarWidth: 'thin',
        '& [role="tablist"]': { width: 'max-content' },
        '& .bui-Tab': { whiteSpace: 'nowrap' },
        // It hangs a pixel below the row, where a row that scrolls cuts it off.
        '& .bui-TabActive': { bottom: 0 },
      },
    }}
  />
);

/** The space around a page's content below the portal's header. */
export function PageBody(props: { children: ReactNode }) {
  const insideMain = useContext(InsideMain);
  useEffect(() => {
    document
      .querySelector('.bui-PluginHeaderTabsWrapper [aria-selected="true"]')
      ?.scrollIntoView?.({ inline: 'center', block: 'nearest' });
  }, []);
  return (
    <Box
      component={insideMain ? 'div' : 'main'}
      sx={{
        px: { xs: 2, md: 3 },
        pb: { xs: 3, md: 4 },
        // The header of the new frontend system brings a distance of its own.
        pt: insideMain ? { xs: 2, md: 3 } : 0,
        boxSizing: 'border-box',
        maxWidth: 1680,
        minWidth: 0,
        typography: 'body2',
        [`& .${buttonClasses.root}`]: { textTransform: 'none' },
      }}
    >
      {scrollingTabs}
      {props.children}
    </Box>
  );
}
