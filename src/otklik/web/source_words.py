"""The words of sources of orders, Russian and English side by side (ADR 0012)."""

from __future__ import annotations

from collections.abc import Mapping

from otklik.domain.locales import Words

SOURCE_TYPES: Mapping[str, Words] = {
    "api": {"ru": "ключ для программы", "en": "key for a program"},
    "woocommerce": {"ru": "магазин на {brand}", "en": "{brand} shop"},
    "calls": {"ru": "телефония: звонки", "en": "telephone exchange: calls"},
    "payments": {"ru": "оплата: сообщения о деньгах", "en": "payment service: money that came"},
    "tracking": {"ru": "служба доставки: где отправления", "en": "carrier: where parcels are"},
    "import": {"ru": "файл с историей", "en": "file of past orders"},
    "feed": {"ru": "каталог и остатки", "en": "catalogue and stock"},
}
"""Type of a source → words; the brand is a name in both languages."""

SOURCES: Mapping[str, Words] = {
    "title": {"ru": "Источники заказов", "en": "Sources of orders"},
    "lead": {"ru": "Откуда приходят заказы.", "en": "Where orders come from."},
    "connect": {"ru": "Подключить {brand}", "en": "Connect {brand}"},
    "new_key": {"ru": "Создать ключ", "en": "Make a key"},
    "new_calls": {"ru": "Подключить телефонию", "en": "Connect a telephone exchange"},
    "new_payments": {"ru": "Подключить оплату", "en": "Connect a payment service"},
    "none": {"ru": "Заказам пока неоткуда прийти", "en": "Orders have nowhere to come from yet"},
    "none_why": {
        "ru": "Подключите свой магазин за четыре шага или создайте ключ для своей программы.",
        "en": "Connect your shop in four steps, or make a key for your own program.",
    },
    "all_stores": {"ru": "все магазины", "en": "all stores"},
    "revoked": {"ru": "отключён", "en": "ended"},
    "valid": {"ru": "работает", "en": "works"},
    "waiting": {"ru": "ждём первый сигнал", "en": "waiting for a first sign"},
    "quarantined": {"ru": "в карантине: {count}", "en": "in quarantine: {count}"},
}

SOURCE: Mapping[str, Words] = {
    "title": {"ru": "Подключить магазин", "en": "Connect a shop"},
    "step_1": {"ru": "Чей это магазин", "en": "Whose shop it is"},
    "step_2": {"ru": "Впишите адрес и секрет в магазин", "en": "Type address and secret into the shop"},
    "step_3": {"ru": "Дождитесь первого сигнала", "en": "Wait for the first sign"},
    "step_4": {"ru": "Проведите тестовый заказ", "en": "Run a test order"},
    "store": {"ru": "Какой магазин отвечает на заказы", "en": "Which store answers the orders"},
    "slug": {"ru": "Имя источника", "en": "Name of the source"},
    "slug_hint": {
        "ru": "латиницей; пустое поле: придумаем сами",
        "en": "Latin letters; empty: we choose one",
    },
    "next": {"ru": "Дальше: адрес и секрет", "en": "Next: address and secret"},
    "catch_up": {"ru": "Добор пропущенных заказов", "en": "Fetching missed orders"},
    "catch_up_hint": {
        "ru": "Магазин не повторяет сообщения. С ключом для чтения мы раз в несколько минут спросим сами, не пропало "
        "ли что-нибудь. Можно оставить пустым.",
        "en": "The shop does not repeat its messages. With a key that only reads, we ask every few minutes whether "
        "anything was missed. It may stay empty.",
    },
    "shop_url": {"ru": "Адрес магазина", "en": "Address of the shop"},
    "consumer_key": {"ru": "Ключ", "en": "Consumer key"},
    "consumer_secret": {"ru": "Секрет ключа", "en": "Consumer secret"},
    "url": {"ru": "Адрес доставки", "en": "Delivery URL"},
    "secret": {"ru": "Секрет", "en": "Secret"},
    "secret_kept": {
        "ru": "Секрет больше не показываем: магазин уже подписывает им сообщения. Потеряли? Отключите источник и "
        "подключите заново под тем же именем.",
        "en": "The secret is not shown any more: the shop signs with it already. Lost it? End the source and connect "
        "it anew under the same name.",
    },
    "where_1": {
        "ru": "В панели магазина откройте: {path}.",
        "en": "In the shop's admin panel open: {path}.",
    },
    "where_2": {
        "ru": "Нажмите «Добавить». Название любое, состояние «Активен», тема «Заказ создан».",
        "en": "Press Add webhook. Any name, status Active, topic Order created.",
    },
    "where_3": {
        "ru": "Вставьте адрес доставки и секрет отсюда, версию оставьте третью, сохраните.",
        "en": "Paste delivery URL and secret from here, leave the version at 3, save.",
    },
    "where_4": {
        "ru": "Повторите то же с темой «Заказ обновлён»: тот же адрес, тот же секрет.",
        "en": "Do the same once more with the topic Order updated: same address, same secret.",
    },
    "waiting": {
        "ru": "Пока тихо. Страница обновляется сама; при сохранении магазин присылает пробный сигнал.",
        "en": "Nothing yet. This part renews itself; when you save, the shop sends a trial signal.",
    },
    "reload": {"ru": "Проверить сейчас", "en": "Check now"},
    "pinged": {
        "ru": "Пробный сигнал пришёл {when}: адрес верный.",
        "en": "A trial signal came {when}: the address is right.",
    },
    "heard": {
        "ru": "Первое подписанное сообщение пришло {when}: адрес и секрет верные.",
        "en": "The first signed message came {when}: address and secret are right.",
    },
    "test": {"ru": "Отправить тестовый заказ", "en": "Send a test order"},
    "test_why": {
        "ru": "Заказ пройдёт тот же путь, что настоящий: подпись, чтение, очередь, письма продавцам. Номер начнётся с "
        "«{prefix}», покупателю никто не напишет.",
        "en": "It takes the way of a real order: signature, reading, queue, letters to sellers. Its number starts with "
        "“{prefix}”, no buyer is written to.",
    },
    "withdraw": {"ru": "Снять тестовый заказ", "en": "Withdraw the test order"},
    "open_test": {"ru": "Открыть заказ", "en": "Open the order"},
    "closed_test": {"ru": "снят", "en": "withdrawn"},
    "about": {"ru": "Об источнике", "en": "About the source"},
    "revoke": {"ru": "Отключить источник", "en": "End the source"},
    "revoke_title": {"ru": "Отключить {name}", "en": "End {name}"},
    "revoke_why": {
        "ru": "Сообщения этого источника сразу перестанут приниматься. Принятые заказы останутся. Под тем же именем "
        "его можно подключить заново с новым секретом.",
        "en": "Messages of this source are refused at once. Orders that came stay. It can be connected anew under the "
        "same name, with a new secret.",
    },
    "reason": {"ru": "Причина для журнала", "en": "Reason for the journal"},
    "revoked": {"ru": "Источник отключён.", "en": "The source is ended."},
    "calls_title": {"ru": "Подключить телефонию", "en": "Connect a telephone exchange"},
    "calls_why": {
        "ru": "Телефония сообщает о каждом звонке, и пропущенный становится долгом магазина: перезвонить за 10 минут "
        "рабочего времени. Без телефонии то же делает форма «Пропущенный звонок» на столе.",
        "en": "The exchange tells of every call, and a missed one becomes a debt of the store: to call back within 10 "
        "minutes of working time. Without an exchange the form “Missed call” at the desk does the same.",
    },
    "calls_store": {"ru": "Чья это линия", "en": "Whose line it is"},
    "calls_where_1": {
        "ru": "Вставьте адрес доставки в настройку «HTTP-уведомления о звонках» вашей телефонии.",
        "en": "Paste the delivery URL where your exchange asks for the address of its call notifications.",
    },
    "calls_where_2": {
        "ru": "Тело: JSON с полями number, started_at, kind (missed или answered) и id.",
        "en": "The body: JSON with number, started_at, kind (missed or answered) and id.",
    },
    "calls_where_3": {
        "ru": "Подпись: заголовок X-Otklik-Signature, HMAC-SHA256 тела с этим секретом, в hex.",
        "en": "The signature: header X-Otklik-Signature, HMAC-SHA256 of the body under this secret, in hex.",
    },
    "calls_where_4": {
        "ru": "Позвоните на линию и не берите трубку: звонок появится на столе.",
        "en": "Ring the line and let nobody pick up: the call shows on the desk.",
    },
    "payments_title": {"ru": "Подключить платёжную службу", "en": "Connect a payment service"},
    "payments_why": {
        "ru": "Служба сообщает о каждой оплате, и товар остаётся за покупателем. Без неё оплату записывает "
        "руководитель на странице заказа.",
        "en": "The service tells of every payment, and the goods stay the buyer's. Without one a head enters payments "
        "on the order's page.",
    },
    "payments_store": {"ru": "За чьи заказы платят", "en": "Whose orders are paid there"},
    "payments_where_1": {
        "ru": "Вставьте адрес доставки в настройку «HTTP-уведомления» платёжной службы или своего посредника.",
        "en": "Paste the delivery URL where your service, or your own relay, asks for its notification address.",
    },
    "payments_where_2": {
        "ru": "Тело: JSON с полями id, order, amount, currency и paid_at.",
        "en": "The body: JSON with id, order, amount, currency and paid_at.",
    },
    "payments_where_3": {
        "ru": "Подпись: заголовок X-Otklik-Signature, HMAC-SHA256 тела с этим секретом, в hex.",
        "en": "The signature: header X-Otklik-Signature, HMAC-SHA256 of the body under this secret, in hex.",
    },
    "payments_where_4": {
        "ru": "Проведите пробную оплату: она появится в журнале заказа.",
        "en": "Make a trial payment: it shows in the order's journal.",
    },
    "stock": {"ru": "Складская система", "en": "Stock system"},
    "stock_why": {
        "ru": "Когда товар по заказу возвращается в продажу или снова отложен, мы сообщаем об этом по вашему адресу. "
        "О покупателе в сообщении ничего нет.",
        "en": "When the goods of an order go back on sale or are held again, we say so at your address. Nothing of the "
        "buyer is in it.",
    },
    "stock_url": {"ru": "Адрес складской системы", "en": "Address of the stock system"},
    "stock_hint": {
        "ru": "https://…; пустое поле: никуда не сообщать",
        "en": "https://…; empty: nobody is told",
    },
    "stock_save": {"ru": "Сохранить адрес", "en": "Save the address"},
    "stock_none": {"ru": "не задан", "en": "none"},
    "stock_once": {
        "ru": "Скопируйте секрет сейчас: им подписаны наши вызовы, больше его никто не увидит.",
        "en": "Copy the secret now: it signs our calls, and nobody sees it again.",
    },
    "key_title": {"ru": "Ключ для своей программы", "en": "A key for your own program"},
    "key_store": {"ru": "Заказы какого магазина", "en": "Orders of which store"},
    "all_stores": {"ru": "любого", "en": "any"},
    "key_make": {"ru": "Создать ключ", "en": "Make the key"},
    "key_ready": {"ru": "Ключ готов", "en": "The key is ready"},
    "key_once": {
        "ru": "Скопируйте ключ сейчас: больше его никто не увидит, у нас хранится только отпечаток.",
        "en": "Copy the key now: nobody sees it again, only its fingerprint is kept here.",
    },
    "key": {"ru": "Ключ", "en": "Key"},
    "key_how": {
        "ru": "Программа присылает заказ по этому адресу и называет ключ в заголовке:",
        "en": "The program sends an order to this address and names the key in a header:",
    },
    "to_source": {"ru": "К источнику", "en": "To the source"},
}

PATHS: Mapping[str, Words] = {
    "webhooks": {
        "ru": "{brand} → Настройки → Дополнительно → Вебхуки",
        "en": "{brand} → Settings → Advanced → Webhooks",
    },
}
