"""Ordinary sentences of shops and buyers, made from templates, the same ones each time."""

import random

RU = {
    "goods": "ботинки|туфли|кеды|сапоги|худи|пальто|куртка|чемодан|диван|стол|хлебница|педикюрный набор|мандолина|"
    "ковёр|насос|дуршлаг|гондола для аквариума|колесо|фильтр|плед|лампа|рюкзак|"
    "шуруповёрт|мебель|посуда|бляха для ремня|суккулент",
    "who": "Анна|Иван Петрович|покупательница|покупатель|курьер|мастер|продавец|Хамид|Ольга|кредитный эксперт|"
    "бухгалтер|муж",
    "day": "завтра|сегодня|в четверг|послезавтра|в понедельник|на следующей неделе|25-го|в субботу утром|через день",
    "time": "до 15:00|к обеду|после шести|в 11:30|до закрытия|с утра|вечером|через полчаса|в любое время",
    "n": "36|38|41|42|44,5|100|250|7",
    "colour": "чёрный|синий|бежевый|белый|хаки|серый меланж",
    "place": "на Тверской|в Хамовниках|в Херсоне|в Туле|на складе|в пункте выдачи|у метро|в ТЦ «Небо»|в Мытищах",
}
RU_TEMPLATES = """
Здравствуйте, {goods} ещё есть? Нужен размер {n}.
Добрый день, {who} просит перезвонить {day} {time}.
{who} заберёт {goods} {day} {time}.
Привезите, пожалуйста, {goods} {day}, {place}.
Не знаю, подойдёт ли размер {n}, можно примерить {day}?
Мне всё равно, какой цвет: {colour} или другой, лишь бы {day}.
К сожалению, не успеваю {day}, перенесите на другой день.
Сколько стоит доставка {place}? Цвет {colour}.
Товар пришёл не тот: {goods}, а нужен размер {n}.
Мы не смогли дозвониться {day}, попробуем ещё раз {time}.
Оплатила картой, чек на {n} рублей не пришёл.
Курьер не поднялся до двери, {who} спускался сам.
{goods}: на складе осталось {n}, отложили до вечера.
Нужна скидка на {goods}, если возьму две штуки.
Спасибо, всё хорошо, {goods} отличные, {colour} цвет очень красивый.
{who} сам заберёт {place}, звонить не нужно.
Не звоните мне, пожалуйста, {time}, лучше напишите.
Мне некогда ждать {day}, скажите точное время.
Вы работаете {day}? Можно приехать {time}?
Банк отклонил заявку, {who} думает платить наличными.
Верните деньги за {goods}, не подошёл размер {n}.
Застрахуйте посылку, пожалуйста: {goods}, {place}.
{who} говорит, что потребуется паспорт и договор.
У меня нет времени ехать {place}, нужна доставка {day}.
Раньше надо было заказать, а теперь {goods} только под заказ.
Нож тупой, заточите, пожалуйста, {day} {time}.
Заказ собран, {goods}, {colour}, размер {n}, ждём вас {place}.
Отстаёт подошва, покажу {day} в магазине {place}.
Меня интересует {goods}, {colour}, есть ли размер {n}?
Вас беспокоит магазин: {goods} готовы, можно забрать {day} {time}.
Скажите {who}, что я буду {day} {time}.
Не понимаю, почему до сих пор не привезли {goods}.
Что мне делать, если {goods} не подойдут?
Покупатель расстроен: обещали {day}, а привезут позже.
Передали в сервис, ответ будет {day} {time}.
Уточните у покупателя, нужен ли подъём на этаж {n}.
Вам перезвонит {who} {day} {time}.
Не могу найти чек, помогите, пожалуйста.
Сами решим, что делать с возвратом, {who} свяжется с вами {day}.
Будет хуже видно {colour}, возьмите светлее.
Получите заказ {place} {day} {time}, номер {n}.
Плохо держит насос, поменяйте на другой {day}.
Покупатель не взял трубку, наберём {time}.
Это не моя подпись, проверьте, пожалуйста, документ.
Мне сказали, что {goods} привезут {day}.
Не пожалеете: {goods} служат долго.
Читайте инструкцию перед стиркой, {goods} при {n} градусах.
Ребята, спасибо, {who} всё сделал быстро.
""".strip().splitlines()
EN = {
    "goods": "shoes|boots|jacket|suitcase|sofa|table|pump|class ring|glass vase|bass guitar|cocktail set|dumbbells|"
    "grill|pigskin gloves|wool coat|lamp|backpack|drill|hoodie|scrapbook|assorted socks|shiitake kit|rug|kettle",
    "who": "Anna|Mr Dickens|the buyer|the courier|the assistant|my husband|Scunthorpe store|"
    "the associate|the manager|Hitchcock",
    "day": "tomorrow|today|on Thursday|on Monday|next week|on the 25th|on Saturday morning|in two days|this Friday",
    "time": "before 3pm|after lunch|at noon|by closing|in the evening|in half an hour|first thing|at 11:30|any time",
    "n": "7|8.5|38|41|100|250|12",
    "colour": "black|navy|beige|white|khaki|grey",
    "place": "in Sussex|at the Essex store|in Scunthorpe|at the warehouse|in Arsenal Road|by the door|"
    "at the pick-up point",
}
EN_TEMPLATES = """
Hello, do you still have the {goods} in size {n}?
Please call {who} back {day} {time}.
{who} will collect the {goods} {day} {time}.
Can you deliver the {goods} {place} {day}?
I don't know whether size {n} fits, can I try it on {day}?
I don't mind the colour, {colour} is fine, as long as it comes {day}.
Sorry, I can't make it {day}, please move it.
How much is delivery {place}? I would like the {colour} one.
I received the wrong {goods}, I ordered size {n}.
We could not reach you {day}, we will try again {time}.
I paid {n} by card and have no receipt.
The courier did not come up to the door, {who} had to go down.
There are {n} of the {goods} left, one is put aside for you.
Is there a discount if I take two of the {goods}?
Thank you, the {goods} are great and the {colour} is lovely.
You will pay on delivery, {who} brings the terminal.
Please don't call me {time}, write instead.
I am busy {day}, could it be {time}?
Are you open {day}? Can I come {time}?
The bank turned the credit down, {who} may pay cash.
I want my money back for the {goods}, size {n} is too small.
We can't find you in the system, what is the order number?
{who} says that a passport and the contract are needed.
I have no time to go {place}, please deliver {day}.
If you don't like it you can return it within {n} days.
The soles are thick and the {goods} look damn good.
Your order is packed: {goods}, {colour}, size {n}, see you {place}.
We will deal with it {day}, {who} calls you {time}.
What do you want me to bring {day}?
Make sure you pay {time}, we hold the {goods} until then.
You can ask someone else to collect the {goods} {place}.
The assessment of the {goods} takes until {day}.
The {goods} need a new basement shelf, {colour} if possible.
I am disappointed: it was promised {day} and comes later.
We passed it to the assistant, the answer comes {day} {time}.
Is it your parcel or your neighbour's, size {n}?
Do you speak English? I need the {goods} {day}.
Please check the status, I have been waiting for {n} days.
It is not your fault, {who} forgot to call {day}.
Too bad the {colour} one is sold, I take the other {day}.
Kids grow up fast, do you have it in size {n}?
It is a present for your mother, shall we wrap the {goods}?
The buyer did not answer, we call again {time}.
That is not my signature, please check the document.
I was told that the {goods} come {day}.
You can pick the {goods} up {day} {time}, number {n}.
This is what part of the payment covers: the {goods} and delivery {place}.
Let's see what happens {day}, {who} writes {time}.
""".strip().splitlines()


def sentences(number=5_200):
    """So many different sentences, half of them Russian: (sentence, language)."""
    chance, found = random.Random(2027), {}
    while len(found) < number:
        locale = "ru" if len(found) % 2 else "en"
        words, templates = (RU, RU_TEMPLATES) if locale == "ru" else (EN, EN_TEMPLATES)
        slots = {name: chance.choice(forms.split("|")) for name, forms in words.items()}
        found[chance.choice(templates).format(**slots)] = locale
    return list(found.items())
