import otklik.store.models.keys
from django.db import migrations, models
from otklik.store import triggers


def guard(apps, schema_editor):
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('digest', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('definition', models.TextField()),
            ],
            options={
                'db_table': 'calendars',
            },
        ),
        migrations.CreateModel(
            name='ContactMethod',
            fields=[
                ('pk', models.CompositePrimaryKey('owner', 'method', blank=True, editable=False, primary_key=True, serialize=False)),
                ('owner', otklik.store.models.keys.Key()),
                ('method', otklik.store.models.keys.Key()),
                ('channel', models.TextField()),
                ('version', models.IntegerField()),
            ],
            options={
                'db_table': 'contact_methods',
            },
        ),
        migrations.CreateModel(
            name='DemoClock',
            fields=[
                ('id', models.SmallIntegerField(primary_key=True, serialize=False)),
                ('base_real', models.DateTimeField()),
                ('base_virtual', models.DateTimeField()),
                ('speed', models.FloatField()),
                ('paused', models.BooleanField()),
            ],
            options={
                'db_table': 'demo_clock',
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'line', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('line', otklik.store.models.keys.Key()),
                ('sku', models.TextField()),
                ('title', models.TextField()),
                ('quantity', models.IntegerField()),
                ('price_minor', models.BigIntegerField()),
                ('state', models.TextField()),
            ],
            options={
                'db_table': 'lines',
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('slug', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('standard', models.TextField()),
            ],
            options={
                'db_table': 'partners',
            },
        ),
        migrations.CreateModel(
            name='Personal',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'version', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('version', models.IntegerField()),
                ('sealed', models.BinaryField()),
            ],
            options={
                'db_table': 'personal',
            },
        ),
        migrations.CreateModel(
            name='Secret',
            fields=[
                ('stream', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('secret', models.BinaryField()),
            ],
            options={
                'db_table': 'secrets',
            },
        ),
        migrations.CreateModel(
            name='Standard',
            fields=[
                ('digest', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('number', models.IntegerField()),
                ('text', models.TextField()),
            ],
            options={
                'db_table': 'standards',
            },
        ),
        migrations.CreateModel(
            name='Stream',
            fields=[
                ('stream', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('version', models.IntegerField()),
                ('head_hash', models.BinaryField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'streams',
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'version', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('version', models.IntegerField()),
                ('reason', models.TextField()),
                ('kind', otklik.store.models.keys.Key()),
                ('key', otklik.store.models.keys.Key()),
                ('n', models.IntegerField()),
                ('raised_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'alarms',
                'indexes': [models.Index(fields=['raised_at'], name='alarms_raised')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('pk', models.CompositePrimaryKey('kind', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', otklik.store.models.keys.Key()),
                ('key', otklik.store.models.keys.Key()),
                ('owner', otklik.store.models.keys.Key()),
            ],
            options={
                'db_table': 'claims',
                'indexes': [models.Index(fields=['owner'], name='claims_owner')],
            },
        ),
        migrations.CreateModel(
            name='JournalRow',
            fields=[
                ('position', models.BigAutoField(primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('version', models.IntegerField()),
                ('kind', models.TextField()),
                ('schema', models.SmallIntegerField()),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('actor', models.TextField()),
                ('source', models.TextField()),
                ('grade', models.TextField()),
                ('algo', models.SmallIntegerField()),
                ('body', models.BinaryField()),
                ('hash', models.BinaryField()),
            ],
            options={
                'db_table': 'journal',
                'constraints': [models.UniqueConstraint(fields=('stream', 'version'), name='journal_stream_version')],
            },
        ),
        migrations.CreateModel(
            name='Obligation',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'kind', 'key', 'n', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('kind', otklik.store.models.keys.Key()),
                ('key', otklik.store.models.keys.Key()),
                ('n', models.IntegerField()),
                ('state', models.TextField()),
                ('verdict', models.TextField()),
                ('debtor', otklik.store.models.keys.Key()),
                ('creditor', otklik.store.models.keys.Key()),
                ('standard', models.TextField()),
                ('calendar', models.TextField()),
                ('rank', models.IntegerField()),
                ('opened_at', models.DateTimeField()),
                ('target_at', models.DateTimeField(null=True)),
                ('limit_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('breached_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'obligations',
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['debtor', 'limit_at'], name='obligations_owed')],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('stream', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('number', otklik.store.models.keys.Key()),
                ('origin', otklik.store.models.keys.Key()),
                ('first_store', otklik.store.models.keys.Key()),
                ('holder', otklik.store.models.keys.Key()),
                ('partner', otklik.store.models.keys.Key()),
                ('phase', otklik.store.models.keys.Key()),
                ('owner', otklik.store.models.keys.Key()),
                ('waiting_on', models.TextField()),
                ('placed_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('live_contact_at', models.DateTimeField(null=True)),
                ('total_minor', models.BigIntegerField()),
                ('currency', models.TextField()),
                ('payment', models.TextField()),
                ('channel', models.TextField()),
                ('status_token', otklik.store.models.keys.Key()),
                ('history', models.BooleanField()),
                ('next_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'orders',
                'indexes': [models.Index(fields=['holder', 'phase', 'placed_at'], name='orders_desk'), models.Index(fields=['number'], name='orders_number'), models.Index(condition=models.Q(('status_token', ''), _negated=True), fields=['status_token'], name='orders_status')],
            },
        ),
        migrations.CreateModel(
            name='Outbox',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('key', otklik.store.models.keys.Key()),
                ('stream', otklik.store.models.keys.Key()),
                ('version', models.IntegerField()),
                ('kind', models.TextField()),
                ('kind_key', models.TextField()),
                ('n', models.IntegerField()),
                ('receiver', otklik.store.models.keys.Key()),
                ('channel', models.TextField()),
                ('method', models.TextField()),
                ('say', models.TextField()),
                ('locale', models.TextField()),
                ('fields', models.TextField()),
                ('not_before', models.DateTimeField()),
                ('state', models.TextField()),
                ('attempt', models.IntegerField()),
                ('lease_until', models.DateTimeField(null=True)),
                ('lease_owner', models.TextField()),
                ('provider_id', models.TextField()),
                ('error', models.TextField()),
            ],
            options={
                'db_table': 'outbox',
                'indexes': [models.Index(condition=models.Q(('state', 'due')), fields=['not_before'], name='outbox_due'), models.Index(condition=models.Q(('state', 'sending')), fields=['lease_until'], name='outbox_sending'), models.Index(fields=['stream'], name='outbox_stream')],
                'constraints': [models.UniqueConstraint(fields=('key',), name='outbox_key')],
            },
        ),
        migrations.CreateModel(
            name='Payload',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('source', otklik.store.models.keys.Key()),
                ('received_at', models.DateTimeField()),
                ('stream', otklik.store.models.keys.Key()),
                ('headers', models.TextField()),
                ('fingerprint', otklik.store.models.keys.Key()),
                ('sealed', models.BinaryField()),
                ('error', models.TextField()),
            ],
            options={
                'db_table': 'payloads',
                'indexes': [models.Index(fields=['stream'], name='payloads_stream'), models.Index(condition=models.Q(('error', ''), _negated=True), fields=['received_at'], name='payloads_quarantine'), models.Index(condition=models.Q(('fingerprint', ''), _negated=True), fields=['source', 'fingerprint'], name='payloads_same')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('slug', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('store', otklik.store.models.keys.Key()),
                ('name', models.TextField()),
                ('roles', models.TextField()),
                ('locale', models.TextField()),
                ('active', models.BooleanField()),
            ],
            options={
                'db_table': 'people',
                'indexes': [models.Index(fields=['store'], name='people_store')],
            },
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('pk', models.CompositePrimaryKey('kind', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', otklik.store.models.keys.Key()),
                ('key', otklik.store.models.keys.Key()),
                ('left', models.IntegerField()),
            ],
            options={
                'db_table': 'quotas',
                'constraints': [models.CheckConstraint(condition=models.Q(('left__gte', 0)), name='quotas_left')],
            },
        ),
        migrations.CreateModel(
            name='SearchTerm',
            fields=[
                ('pk', models.CompositePrimaryKey('term', 'kind', 'stream', blank=True, editable=False, primary_key=True, serialize=False)),
                ('term', otklik.store.models.keys.Key()),
                ('kind', otklik.store.models.keys.Key()),
                ('stream', otklik.store.models.keys.Key()),
            ],
            options={
                'db_table': 'search_terms',
                'indexes': [models.Index(fields=['stream'], name='search_terms_stream')],
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'person', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('person', otklik.store.models.keys.Key()),
                ('store', otklik.store.models.keys.Key()),
                ('day', otklik.store.models.keys.Key()),
                ('turn', models.IntegerField()),
            ],
            options={
                'db_table': 'shifts',
                'indexes': [models.Index(fields=['store', 'day'], name='shifts_store')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('slug', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('type', models.TextField()),
                ('store', models.TextField()),
                ('partner', models.TextField()),
                ('shop_url', models.TextField()),
                ('token_hash', otklik.store.models.keys.Key()),
                ('secret_version', models.IntegerField()),
                ('revoked', models.BooleanField()),
            ],
            options={
                'db_table': 'sources',
                'indexes': [models.Index(condition=models.Q(('token_hash', ''), _negated=True), fields=['token_hash'], name='sources_token')],
            },
        ),
        migrations.CreateModel(
            name='Store',
            fields=[
                ('slug', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('role', otklik.store.models.keys.Key()),
                ('partner', otklik.store.models.keys.Key()),
                ('phone', models.TextField()),
                ('locale', models.TextField()),
                ('next_store', models.TextField()),
                ('parties', models.TextField()),
                ('hours', models.TextField()),
            ],
            options={
                'db_table': 'stores',
                'indexes': [models.Index(fields=['role'], name='stores_role')],
            },
        ),
        migrations.CreateModel(
            name='Timer',
            fields=[
                ('stream', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('due_at', models.DateTimeField()),
                ('error', models.TextField()),
            ],
            options={
                'db_table': 'timers',
                'indexes': [models.Index(condition=models.Q(('error', '')), fields=['due_at'], name='timers_due')],
            },
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'heartbeats',
            },
        ),
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('source', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('cursor_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'polls',
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
