/** Links within a sentence are underlined: a colour alone does not tell them from the words around. */
export const inlineLinks = {
  '& a': { textDecoration: 'underline', textUnderlineOffset: '2px' },
};
