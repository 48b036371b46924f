import { useState, type ReactNode } from 'react';

/** A form around a field that says `Sent` once it was sent. */
export function Sending(props: { children: ReactNode }) {
  const [sent, setSent] = useState(false);
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        setSent(true);
      }}
    >
      {props.children}
      <button type="submit">Send</button>
      {sent && <p>Sent</p>}
    </form>
  );
}
