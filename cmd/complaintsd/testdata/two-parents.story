# Two parents who live apart write about the same child. Their cases stay apart: neither may read the other's words.
no digests
on 2026-11-02 10:00
vader@post.example writes: Ophalen
  Niemand belde mij toen Fien ziek was.
expect receipt to vader@post.example
expect new-case to kwaliteit
on 2026-11-02 11:00
moeder@elders.example writes: Fien
  De vader van Fien mag haar deze week niet ophalen, en toch ging zij mee.
expect receipt to moeder@elders.example
expect new-case to kwaliteit
kwaliteit answers new-case: [samenvoegen KLP-2026-0001]
expect refused to kwaliteit
  Zaken van twee ouders blijven apart
  without De vader van Fien
  without vader@post.example
case KLP-2026-0002 is new
case KLP-2026-0001 is new
# The father writes, and names the mother's number. He lands in a case of his own.
on 2026-11-03 09:00
vader@post.example writes: Re: [KLP-2026-0002] Fien
  Wat heeft zij geschreven?
expect new-case to kwaliteit
  De mail noemt kenmerk KLP-2026-0002.
expect receipt to vader@post.example
case KLP-2026-0003 is new
