import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0022_complaints'),
    ]

    operations = [
        migrations.CreateModel(
            name='HandledOrder',
            fields=[
                ('stream', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('version', models.IntegerField()),
                ('rule', models.IntegerField()),
                ('calendar', models.TextField()),
                ('people', models.IntegerField()),
                ('hand_overs', models.IntegerField()),
                ('questions', models.IntegerField()),
                ('waited_s', models.IntegerField()),
                ('calls', models.IntegerField()),
                ('messages', models.IntegerField()),
                ('looks', models.IntegerField()),
                ('trips', models.IntegerField()),
                ('waits', models.IntegerField()),
                ('causes', models.TextField()),
                ('life', models.TextField()),
            ],
            options={
                'db_table': 'handled_orders',
            },
        ),
        migrations.CreateModel(
            name='PageVisit',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'page_visits',
            },
        ),
    ]
