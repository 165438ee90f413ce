"""A month of many shops in virtual time: phones that lie at home, counters full of people, a provider that is down.

`habits.py` says what is assumed, `setting.py` what one run is about and sets it up, `people.py` who does what when,
`month.py` lives it through the product's own actions and worker, `figures.py` counts and checks what came
of it, `shares.py` says how sure that is.
"""
