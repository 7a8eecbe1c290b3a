# Somebody is angry and lets a program write: thirty mails in half an hour. Each becomes a case, for one of them may
# be a real complaint. But there is one receipt, and after twenty cases the department hears of them no more one by one.
no digests
on 2026-11-02 10:00
boos@elders.example writes 30 times: Jullie zijn niet bereikbaar
  Ik probeer het nog een keer.
expect receipt to boos@elders.example
expect alert to beheer@kluppluz.example
  meer dan 20 klachten
expect 20 new-case to kwaliteit
case KLP-2026-0030 is new
# A parent who writes in the midst of it is heard as ever.
on 2026-11-02 10:35
ouder@post.example writes: Mijn kind huilt
  Mijn kind huilt elke ochtend bij het brengen.
expect receipt to ouder@post.example
expect new-case to kwaliteit
  huilt elke ochtend
