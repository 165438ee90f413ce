import otklik.store.models.keys
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0025_appointments'),
    ]

    operations = [
        migrations.CreateModel(
            name='DemandForecast',
            fields=[
                ('depot', otklik.store.models.keys.Key(primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'demand_forecasts',
            },
        ),
    ]
