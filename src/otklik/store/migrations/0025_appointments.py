import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0024_directory_stamp'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'key', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', otklik.store.models.keys.Key()),
                ('key', otklik.store.models.keys.Key()),
                ('person', otklik.store.models.keys.Key()),
                ('store', otklik.store.models.keys.Key()),
                ('purpose', otklik.store.models.keys.Key()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('ended', otklik.store.models.keys.Key(default='')),
            ],
            options={
                'db_table': 'appointments',
                'indexes': [models.Index(fields=['person', 'starts_at'], name='appointments_person'), models.Index(condition=models.Q(('ended', '')), fields=['starts_at'], name='appointments_standing')],
            },
        ),
    ]
