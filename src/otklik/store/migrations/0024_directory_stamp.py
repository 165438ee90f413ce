import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0023_handling'),
    ]

    operations = [
        migrations.CreateModel(
            name='DirectoryStamp',
            fields=[
                ('name', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('stamp', models.TextField()),
            ],
            options={
                'db_table': 'directory_stamps',
            },
        ),
    ]
