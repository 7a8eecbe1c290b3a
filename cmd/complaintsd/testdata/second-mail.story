# The same parent writes twice on one day. One receipt is enough, and the second mail is read as well.
no digests
on 2026-11-02 10:00
ouder@post.example writes: Klacht
  Mijn kind kwam met een bult thuis.
expect receipt to ouder@post.example
expect new-case to kwaliteit
# An answer to the receipt belongs to the case.
on 2026-11-02 11:00
ouder@post.example answers receipt:
  De huisarts heeft gekeken, het valt mee.
expect parent-wrote to kwaliteit
  De huisarts heeft gekeken
# A new mail without the number may be about something else. It becomes a case of its own, and gets no second
# receipt on the same day.
on 2026-11-02 12:00
ouder@post.example writes: Nog iets
  Ook de jas is weg.
expect new-case to kwaliteit
  Ook de jas is weg.
case KLP-2026-0002 is new
# With the number in the subject it belongs to the first.
ouder@post.example writes: Nog iets over KLP-2026-0001
  De bult is weg.
expect parent-wrote to kwaliteit
case KLP-2026-0001 is new
# The next day a mail gets its receipt again.
on 2026-11-03 09:00
ouder@post.example writes: De jas
  De jas is terecht, dank.
expect receipt to ouder@post.example
expect new-case to kwaliteit
