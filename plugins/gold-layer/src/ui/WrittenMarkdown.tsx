import { MarkdownContent } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { inlineLinks } from './inlineLinks';

const harmless = /^(https?:|mailto:|\/|#|\?)/i;

/**
 * Markdown that people have written. HTML in it is shown as text, never becomes
 * part of the page; links lead to web pages and the portal only; images are
 * left out, as they would tell their server who reads them.
 */
export function WrittenMarkdown(props: { text: string }) {
  return (
    <Box
      sx={{
        overflowWrap: 'anywhere',
        '& p': { m: 0, mb: 0.75 },
        '& ul, & ol': { pl: 2.5, my: 0.5 },
        '& pre, & pre code': { whiteSpace: 'pre-wrap !important' },
        '& img': { display: 'none' },
        ...inlineLinks,
      }}
    >
      <MarkdownContent
        // The other dialect lets (sanitised) HTML through.
        dialect="common-mark"
        content={withLinks(props.text)}
        // Where it is empty the words stand without a link. A link to a script
        // would otherwise be refused by the portal with an error for the whole page.
        transformLinkUri={href => (harmless.test(href) ? href : '')}
        transformImageUri={() => ''}
      />
    </Box>
  );
}

/** Addresses pasted as they are become links. */
function withLinks(text: string): string {
  return text.replace(/(^|\s)(https?:\/\/[^\s<>()[\]]+)/g, '$1<$2>');
}
