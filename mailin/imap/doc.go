// Package imap watches one mailbox over IMAP: it hands raw mail over and files it once it is settled.
//
// What happens when something fails, in this order of importance:
//
//   - Nothing leaves the mailbox before the Inbox has said that it is settled. Flags mean nothing to us. There is
//     no bare EXPUNGE anywhere: it would also destroy what somebody else has marked (RFC 4315).
//   - A message is handed over only when every byte that the server announced has come. What is half there is
//     forgotten and asked for again.
//   - Any error ends the connection. The next one starts from the mailbox: all UIDs are listed again, the Inbox
//     says which ones it does not know. There is no cursor that could run ahead of a message.
//   - The pause before the next connection grows from a second to five minutes. When the server refuses user
//     name or password it starts at five minutes, so that no account is locked by us.
//   - Every wait has an end: a command, a silence in the middle of a message, a connection attempt. The end closes
//     the connection, because the library knows no other way out.
//   - A message that cannot be fetched (it ends the connection, or it is listed and never comes) is asked for
//     alone. At the second time it is left where it stands, a person is told once, the others go on; every hour it
//     gets another chance.
//   - IDLE is only a hint. The mailbox is asked by the clock as well.
//   - Filing is never urgent: when a move fails the message stays where it is, settled as before, and is tried
//     again at the next look.
//   - The server is not trusted with our memory: lines, literals and nesting are bounded below the library.
package imap
