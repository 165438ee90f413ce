import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0018_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartyLink',
            fields=[
                ('store', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('token', otklik.store.models.keys.Key(unique=True)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('acts', models.IntegerField(default=0)),
                ('acts_since', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'party_links',
            },
        ),
    ]
