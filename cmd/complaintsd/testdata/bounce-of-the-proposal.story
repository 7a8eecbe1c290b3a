# A proposal leaves, is delayed, and comes back after two days from an old mail server that writes in its own words.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht
  Het hek stond open.
expect receipt to ouder@post.example
expect new-case to kwaliteit
kwaliteit answers new-case: [locatie Morel] [toewijzen bakker]
expect transcript to kwaliteit
expect new-case to bakker
expect new-case to regio
expect assigned to bakker
on 2026-11-02 10:30
expect confirmation to ouder@post.example
on 2026-11-09 10:00
bakker answers assigned: [voorstel]
  Wij maken voortaan elke ochtend het hek dicht. Een medewerker kijkt het na.
expect transcript to bakker
on 2026-11-09 10:15
expect proposal to ouder@post.example
case KLP-2026-0001 is proposed kept propose 2026-11-09
# Not yet: nothing changes, and nobody has to know.
on 2026-11-09 14:15
a machine sends
  From: Mail Delivery Subsystem <MAILER-DAEMON@mx.post.example>
  To: klachten@kluppluz.example
  Subject: Warning: could not send message for past 4 hours
  Return-Path: <>

      **********************************************
      **      THIS IS A WARNING MESSAGE ONLY      **
      **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
      **********************************************

  The original message was received at Mon, 9 Nov 2026 10:15:02 +0100

     ----- Transcript of session follows -----
  <ouder@post.example>... Deferred: Connection timed out with post.example.
  Warning: message still undelivered after 4 hours
  Will keep trying until message is 5 days old

     ----- Message header follows -----
  Message-ID: <{proposal to ouder@post.example}>
expect nothing
case KLP-2026-0001 is proposed kept propose 2026-11-09
# Now it is sure. The report has no number of our letter; the address and the time tell which one it was.
on 2026-11-11 11:00
a machine sends
  From: MAILER-DAEMON@mx.post.example
  To: klachten@kluppluz.example
  Subject: failure notice
  Return-Path: <>

  Hi. This is the qmail-send program at mx.post.example.
  I'm afraid I wasn't able to deliver your message to the following addresses.
  This is a permanent error; I've given up. Sorry it didn't work out.

  <ouder@post.example>:
  mailbox is full, retry later (#5.2.2)
expect letter-failed to kwaliteit
  niet aangekomen: voorstel.
  De mailbox van de ouder is vol.
  Wij maken voortaan elke ochtend het hek dicht.
case KLP-2026-0001 is confirmed open propose due propose 2026-11-23
# The parent is not asked whether she is satisfied with what she never read.
on 2026-11-14 10:00
expect nothing
kwaliteit answers letter-failed: [verstuurd 2026-11-13]
expect transcript to kwaliteit
case KLP-2026-0001 is proposed kept propose 2026-11-13
on 2026-11-16 10:00
expect satisfaction to ouder@post.example
