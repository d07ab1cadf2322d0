"""The headers of the published files, in their order."""

from __future__ import annotations


def _columns(names: str, between: str | None = None) -> tuple[str, ...]:
    return tuple(names.split(between))


_SPECIAL_NEEDS = ",".join(f"SEN{number} (name)" for number in range(1, 14))

# `edubasealldata*.csv` since about 2021: 140 columns.
SCHOOLS = _columns(
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (code),"
    "TypeOfEstablishment (name),EstablishmentTypeGroup (code),EstablishmentTypeGroup (name),"
    "EstablishmentStatus (code),EstablishmentStatus (name),ReasonEstablishmentOpened (code),"
    "ReasonEstablishmentOpened (name),OpenDate,ReasonEstablishmentClosed (code),"
    "ReasonEstablishmentClosed (name),CloseDate,PhaseOfEducation (code),PhaseOfEducation (name),"
    "StatutoryLowAge,StatutoryHighAge,Boarders (code),Boarders (name),NurseryProvision (name),"
    "OfficialSixthForm (code),OfficialSixthForm (name),Gender (code),Gender (name),"
    "ReligiousCharacter (code),ReligiousCharacter (name),ReligiousEthos (name),Diocese (code),"
    "Diocese (name),AdmissionsPolicy (code),AdmissionsPolicy (name),SchoolCapacity,"
    "SpecialClasses (code),SpecialClasses (name),CensusDate,NumberOfPupils,NumberOfBoys,NumberOfGirls,"
    "PercentageFSM,TrustSchoolFlag (code),TrustSchoolFlag (name),Trusts (code),Trusts (name),"
    "SchoolSponsorFlag (name),SchoolSponsors (name),FederationFlag (name),Federations (code),"
    "Federations (name),UKPRN,FEHEIdentifier,FurtherEducationType (name),OfstedLastInsp,"
    "OfstedSpecialMeasures (code),OfstedSpecialMeasures (name),LastChangedDate,Street,Locality,Address3,"
    "Town,County (name),Postcode,SchoolWebsite,TelephoneNum,HeadTitle (name),HeadFirstName,HeadLastName,"
    "HeadPreferredJobTitle,BSOInspectorateName (name),InspectorateReport,DateOfLastInspectionVisit,"
    "NextInspectionVisit,TeenMoth (name),TeenMothPlaces,CCF (name),SENPRU (name),EBD (name),PlacesPRU,"
    f"FTProv (name),EdByOther (name),Section41Approved (name),{_SPECIAL_NEEDS},"
    "TypeOfResourcedProvision (name),ResourcedProvisionOnRoll,ResourcedProvisionCapacity,SenUnitOnRoll,"
    "SenUnitCapacity,GOR (code),GOR (name),DistrictAdministrative (code),DistrictAdministrative (name),"
    "AdministrativeWard (code),AdministrativeWard (name),ParliamentaryConstituency (code),"
    "ParliamentaryConstituency (name),UrbanRural (code),UrbanRural (name),GSSLACode (name),Easting,"
    "Northing,MSOA (name),LSOA (name),InspectorateName (name),SENStat,SENNoStat,"
    "BoardingEstablishment (name),PropsName,PreviousLA (code),PreviousLA (name),"
    "PreviousEstablishmentNumber,OfstedRating (name),RSCRegion (name),Country (name),UPRN,SiteName,"
    "QABName (code),QABName (name),EstablishmentAccredited (code),EstablishmentAccredited (name),"
    "QABReport,CHNumber,MSOA (code),LSOA (code),FSM,AccreditationExpiryDate",
    ",",
)
SCHOOL_LINKS = ("URN", "LinkURN", "LinkName", "LinkType", "LinkEstablishedDate")

# `publicextract.charity`: the published data definition lists all of these except the date of the extract.
CHARITIES = _columns(
    "date_of_extract organisation_number registered_charity_number linked_charity_number charity_name "
    "charity_type charity_registration_status date_of_registration date_of_removal "
    "charity_reporting_status latest_acc_fin_period_start_date latest_acc_fin_period_end_date "
    "latest_income latest_expenditure charity_contact_address1 charity_contact_address2 "
    "charity_contact_address3 charity_contact_address4 charity_contact_address5 "
    "charity_contact_postcode charity_contact_phone charity_contact_email charity_contact_web "
    "charity_company_registration_number charity_insolvent charity_in_administration "
    "charity_previously_excepted charity_is_cdf_or_cif charity_is_cio cio_is_dissolved "
    "date_cio_dissolution_notice charity_activities charity_gift_aid charity_has_land"
)
AREAS_OF_OPERATION = _columns(
    "date_of_extract organisation_number registered_charity_number linked_charity_number "
    "geographic_area_type geographic_area_description parent_geographic_area_type "
    "parent_geographic_area_description welsh_ind"
)
