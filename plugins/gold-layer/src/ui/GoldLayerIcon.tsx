/** Three layers, one above the other; takes the size and colour of its text. */
export function GoldLayerIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M12 2.5 22 7.5 12 12.5 2 7.5Z" />
      <path d="M4.3 10.9 2 12l10 5 10-5-2.3-1.1L12 14.8Z" opacity="0.7" />
      <path d="M4.3 15.4 2 16.5l10 5 10-5-2.3-1.1L12 19.3Z" opacity="0.45" />
    </svg>
  );
}
